// Shapes of answers. Each reads and writes the answer in the page (a list), tells whether there is
// one, judges it (got so many parts of so many, with remarks), and marks its parts.

const fieldsIn = (box) => [
  ...box.querySelectorAll(".filling input, .line input, .line textarea"),
];
const selectsIn = (box) => [...box.querySelectorAll(".pair select")];
const optionsIn = (box) => [...box.querySelectorAll(".option input")];
const stepsIn = (box) => [...box.querySelectorAll(".step")];
const criteriaIn = (box) => [...box.querySelectorAll(".criterion")];

const kindOf = (right) => (right ? "right" : "wrong");
const countOf = (found) => found.filter(Boolean).length;
const fill = (fields, answer) => {
  fields.forEach((field, place) => {
    field.value = answer[place] ?? "";
  });
};

const choosing = {
  read: ({ box }) =>
    optionsIn(box)
      .filter((one) => one.checked)
      .map((one) => one.value),
  write: ({ box }, answer) => {
    for (const one of optionsIn(box)) one.checked = answer.includes(one.value);
  },
  isBlank: (answer) => !answer.length,
  judge: ({ key }, answer) => {
    const right = countOf(answer.map((letter) => key.includes(letter)));
    const wrong = answer.length - right;
    return { got: Math.max(0, right - wrong), of: key.length };
  },
  mark: ({ box, key }, answer) => {
    for (const one of optionsIn(box)) {
      const right = key.includes(one.value);
      if (answer.includes(one.value)) mark(one.closest(".option"), kindOf(right));
      else if (right) mark(one.closest(".option"), "missed");
    }
  },
};

const typing = {
  read: ({ box }) => fieldsIn(box).map((one) => one.value),
  write: ({ box }, answer) => fill(fieldsIn(box), answer),
  isBlank: (answer) => !answer.some((text) => text.trim()),
  judge: ({ lines }, answer) => {
    const found = lines.map((line, place) => judged(answer[place] ?? "", line));
    const remarks = found.filter((one) => one.accents);
    return {
      got: countOf(found.map((one) => one.right)),
      of: lines.length,
      remarks: remarks.map((one) => say("accents", { wording: one.accents })),
    };
  },
  mark: ({ box, lines }, answer) => {
    fieldsIn(box).forEach((field, place) => {
      const kind = kindOf(judged(answer[place] ?? "", lines[place]).right);
      field.classList.add(`is-${kind}`);
      field.after(markOf(kind));
    });
  },
};

const judgePlaces = ({ key }, answer) => ({
  got: countOf(key.map((letter, place) => letter === answer[place])),
  of: key.length,
});

const matching = {
  read: ({ box }) => selectsIn(box).map((one) => one.value),
  write: ({ box }, answer) => fill(selectsIn(box), answer),
  isBlank: (answer) => !answer.some(Boolean),
  judge: judgePlaces,
  mark: ({ box, key }, answer) => {
    selectsIn(box).forEach((one, place) => {
      mark(one.closest(".pair"), kindOf(answer[place] === key[place]));
    });
  },
};

// Steps that nobody moved are no answer yet.
const ordering = {
  read: ({ box, moved }) => (moved ? stepsIn(box).map((step) => step.dataset.letter) : []),
  write: (question, answer) => {
    const { box, begin } = question;
    const found = new Map(stepsIn(box).map((step) => [step.dataset.letter, step]));
    const isWhole = begin.every((letter) => answer.includes(letter));
    question.moved = isWhole;
    const list = box.querySelector(".steps");
    for (const letter of isWhole ? answer : begin) {
      if (found.has(letter)) list.append(found.get(letter));
    }
    numberSteps(question);
  },
  isBlank: (answer) => !answer.length,
  judge: judgePlaces,
  mark: ({ box, key }, answer) => {
    if (!answer.length) return;
    stepsIn(box).forEach((step, place) => mark(step, kindOf(answer[place] === key[place])));
  },
};

// The first entry is the text, the others are the ticked lines of the marking guide.
const writing = {
  read: ({ box }) => [fieldsIn(box)[0].value, ...criteriaIn(box).map((one) => one.checked)],
  write: ({ box }, [text, ...ticks]) => {
    fill(fieldsIn(box), [text]);
    criteriaIn(box).forEach((one, place) => {
      one.checked = ticks[place] === true;
    });
  },
  isBlank: ([text]) => !text?.trim(),
  judge: ({ key }, [, ...ticks]) => ({
    got: key.reduce((sum, points, place) => sum + (ticks[place] ? points : 0), 0),
    of: key.reduce((sum, points) => sum + points, 0),
  }),
  mark: () => {},
};

const shapes = {
  "choose-one": choosing,
  "choose-many": choosing,
  fill: typing,
  number: typing,
  short: typing,
  match: matching,
  order: ordering,
  open: writing,
};

const questions = data.questions.map((about, place) => ({
  ...about,
  place,
  box: byId(`question-${place + 1}`),
  does: shapes[about.shape],
  moved: false,
}));

const isOpen = (question) => question.does === writing;
const answerOf = (question) => question.does.read(question);
const isBlank = (question) => question.does.isBlank(answerOf(question));

function numberSteps({ box, moved }) {
  const found = stepsIn(box);
  box.classList.toggle("moved", moved);
  found.forEach((step, place) => {
    part(step, "place").textContent = formatted.format(place + 1);
    part(step, "up").setAttribute("aria-disabled", place === 0);
    part(step, "down").setAttribute("aria-disabled", place === found.length - 1);
  });
}
