import { createBundle } from "../bundle.ts";
import type { ProblemTexts } from "./en.ts";

const bundle = createBundle<ProblemTexts>({ en: () => import("./en.ts"), ko: () => import("./ko.ts") });

export const loadProblemTexts = bundle.load;
export const useProblemTexts = bundle.useMessages;
