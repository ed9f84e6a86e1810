import { render } from "preact";
import { App } from "./app";
import "./style.css";

// Before anything is drawn, so that nothing flashes in the wrong colours.
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "auto";

const root = document.getElementById("explorer");
if (root) {
  render(<App />, root);
}
