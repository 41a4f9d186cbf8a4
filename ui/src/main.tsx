import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { chooseHost } from "./api/host/choose";
import { App } from "./app/App";
import "./styles/index.css";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App host={chooseHost()} />
    </StrictMode>,
  );
}
