import { render } from "preact";
import { App } from "./app.ts";
import { html } from "./html.ts";

const page = document.querySelector("#page");
if (page) {
  page.replaceChildren();
  render(html`<${App} />`, page);
}
