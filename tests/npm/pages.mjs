// html-validate for the pages of the website and for what is shown in private.
import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // The HTML standard writes it in small letters.
    "doctype-style": ["error", { style: "lowercase" }],
    // Files of the site itself come from the host that the page comes from.
    "require-sri": ["error", { target: "crossorigin" }],
    // A blank of the quiz is as wide as what goes into it.
    "no-inline-style": ["error", { allowedProperties: ["width"] }],
    // Boxes to tick for one question are one control, as radio buttons are.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
    // How long a title is, its editor decides; the name of the publication comes after it.
    "long-title": "off",
    // Answers of the practice quiz are marked in the page and sent nowhere.
    "wcag/h32": "off",
    // The heading of a question names its group of options; a legend would say it twice.
    "wcag/h71": "off",
  },
});
