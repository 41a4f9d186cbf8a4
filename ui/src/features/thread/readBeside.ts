import { createContext } from "react";

/** Whether a talk is only read beside the open one: no pen stands under it, so nothing in it begins an answer, and what arrives is not read out. */
export const ReadBeside = createContext(false);
