// Setting up: controls go into the page, what was kept comes back, and the page listens.

const form = document.querySelector("form.questions");
const main = byId("main");

const questionAround = (element) => questions.find((one) => one.box.contains(element));

const readyStep = (step, id) => {
  const tools = copyOf("quiz-move");
  const name = document.createElement("span");
  name.id = id;
  name.dataset.part = "name";
  name.append(...step.querySelector("label").childNodes);
  step.querySelector("label").replaceWith(name);
  step.querySelector("select").replaceWith(part(tools, "place"));
  for (const button of tools.querySelectorAll("button")) {
    button.id = `${id}-${button.dataset.do}`;
    button.setAttribute("aria-labelledby", `${button.id} ${id}`);
  }
  step.append(tools);
};

const readyOrdering = (question) => {
  const { box } = question;
  question.begin = stepsIn(box).map((step) => step.dataset.letter);
  stepsIn(box).forEach((step, place) => readyStep(step, `${box.id}-step-${place + 1}`));
  numberSteps(question);
};

const readyGuide = ({ box }) => {
  for (const line of box.querySelectorAll(".guide .verdict")) {
    const label = document.createElement("label");
    const criterion = document.createElement("input");
    criterion.type = "checkbox";
    criterion.className = "criterion";
    label.append(criterion, ...line.childNodes);
    line.append(label);
  }
};

const readyTab = (question) => {
  const item = copyOf("quiz-tab");
  question.tab = item.querySelector("a");
  question.tab.href = `#${question.box.id}`;
  part(question.tab, "number").textContent = formatted.format(question.place + 1);
  part(panel, "tabs").append(item);
};

const readyQuestion = (question) => {
  const { box } = question;
  const answer = box.querySelector("details.answer");
  question.bar = copyOf("quiz-bar");
  question.onward = copyOf("quiz-onward");
  answer.before(question.bar);
  answer.after(question.onward);
  answer.querySelector("summary").textContent = say("explanation");
  box.querySelector(".stem").tabIndex = -1;
  if (question.does === ordering) readyOrdering(question);
  if (isOpen(question)) readyGuide(question);
  readyTab(question);
};

const readyHabits = () => {
  for (const input of panel.querySelectorAll("input")) {
    input.checked = habit[input.name] === input.value;
  }
};

const restore = () => {
  for (const question of questions) {
    const answer = state.answers[question.id];
    question.does.write(question, Array.isArray(answer) ? answer : []);
    if (isDone(question)) close(question);
  }
  const asked = questions.find((one) => `#${one.box.id}` === location.hash);
  if (asked) state.at = asked.place;
};

const changeHabit = ({ target }) => {
  habit[target.name] = target.value;
  store(HABITS_KEY, habit);
  show();
};

const followTab = (event) => {
  const question = questions.find((one) => one.tab.contains(event.target));
  if (!question) return;
  event.preventDefault();
  goTo(question.place);
};

const press = (event) => {
  const button = event.target.closest("[data-do]");
  if (button) DOES[button.dataset.do](questionAround(button), button);
};

const write = ({ target }) => {
  const question = questionAround(target);
  if (target.classList.contains("criterion")) tick(question);
  else keep(question);
};

/** Enter in a line does what the question's button does; it sends nothing. */
const enter = (event) => {
  if (event.key !== "Enter" || !event.target.matches("input[type=text]")) return;
  event.preventDefault();
  questionAround(event.target).box.querySelector("button.main:not([hidden])")?.click();
};

byId("quiz-intro").textContent = say("intro");
form.before(panel, summary);
form.after(ending);
main.append(asking);
recall();
questions.forEach(readyQuestion);
forgetOtherRevisions();
readyHabits();
restore();
show();
panel.addEventListener("change", changeHabit);
panel.addEventListener("click", followTab);
main.addEventListener("click", press);
form.addEventListener("input", write);
form.addEventListener("keydown", enter);
form.addEventListener("submit", (event) => event.preventDefault());
