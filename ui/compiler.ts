import { transformAsync } from "@babel/core";
import type { Plugin } from "vite";

/**
 * Draws only what has changed. React draws a component and everything beneath it anew whenever anything in it changed:
 * a letter in the search field drew the rail, the thread and the panel beside it. The React Compiler keeps each piece
 * until what it is made of differs, everywhere and without a word in the code, where `memo` and `useCallback` by hand
 * hold only until the next closure is passed along.
 *
 * `@rolldown/plugin-babel` would do the same call, but asks for Node 22, and Vite for 20.19.
 */
export function reactCompiler(): Plugin {
  return {
    name: "react-compiler",
    enforce: "pre",
    transform: {
      filter: { id: { include: /\/ui\/src\/.+\.tsx?$/, exclude: [/\/src\/test\//, /\.test\.tsx?$/, /\/bindings\.ts$/] } },
      async handler(code, id) {
        const left: string[] = [];
        const logEvent = (_: string | null, event: { kind: string; detail?: { reason?: string; options?: { reason?: string } } }) => {
          if (event.kind === "CompileError") left.push(event.detail?.options?.reason ?? event.detail?.reason ?? "");
        };
        const made = await transformAsync(code, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: id.endsWith("x") ? ["jsx", "typescript"] : ["typescript"] },
          plugins: [["babel-plugin-react-compiler", { logger: { logEvent } }]],
        });
        const name = id.slice(id.lastIndexOf("/src/") + "/src/".length);
        if (left.length > 0 && !(name in LEFT_AS_WRITTEN))
          this.error(`${name} would be drawn whole with every change. ${left[0]}. Mend it, or say in compiler.ts why it may stay.`);
        return made?.code == null ? null : { code: made.code, map: made.map ?? null };
      },
    },
  };
}

/** What the compiler leaves as it is written, and why that costs nothing. */
const LEFT_AS_WRITTEN: Record<string, string> = {
  "features/list/ChatList.tsx": "the virtualizer changes in place; the rows are components of their own",
  "features/thread/Transcript.tsx": "the virtualizer changes in place; the entries are components of their own",
  "features/thread/useHeldPlace.ts": "moves the pane itself, which is its purpose",
  "features/thread/usePlaceKeeping.ts": "gives callbacks that are kept by hand",
  "features/find/useFindInChat.ts": "reads page after page with for await; shown only while words are looked for",
  "features/labels/LabelPicker.tsx": "a dialog, shown alone",
  "features/rules/TryField.tsx": "a field on a page of its own",
  "features/thread/JumpToDate.tsx": "a dialog, shown alone",
};
