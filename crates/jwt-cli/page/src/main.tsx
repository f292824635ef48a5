import "./tokens.css";
import "./controls.css";
import "./layout.css";
import "./tree.css";
import "./editor.css";
import "./token.css";
import "./answer.css";
import "./inspect.css";
import { render } from "preact";
import { App } from "./App.tsx";
import { start } from "./state.ts";

render(<App />, document.body);
void start();
