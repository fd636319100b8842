// html-validate for e-mail: what mail programs need and a page must not have is let through.
import { defineConfig } from "html-validate";
import pages from "./pages.mjs";

export default defineConfig({
  ...pages,
  rules: {
    ...pages.rules,
    // css-inline, which writes the styles into the elements, writes it in capitals.
    "doctype-style": ["error", { style: "uppercase" }],
    // Many mail programs read only styles that stand in the elements.
    "no-inline-style": "off",
    // Outlook for Windows lays a letter out by tables that only it is shown.
    "no-conditional-comment": "off",
    // Some mail programs drop <article> with all that is in it.
    "prefer-native-element": ["error", { exclude: ["article"] }],
  },
});
