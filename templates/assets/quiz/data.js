// The page is complete without this script. What is right and what is said stands in the page's
// JSON element, the controls in its <template> elements; nothing is asked of any host.

const data = JSON.parse(document.getElementById("quiz-data").textContent);
const habits = data.habits;
