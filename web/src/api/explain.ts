import { type ProblemError, problemKindOf } from "@donut/contracts/problems";
import type { ProblemTexts } from "../i18n/problems/en.ts";
import { useProblemTexts } from "../i18n/problems/index.ts";
import { ApiError, UnreachableError } from "./http.ts";

/** One invalid part of the input, in the current language. */
export interface Explained {
  pointer: string;
  /** The field's name, or the path within a message's body. */
  place: string;
  words: string;
}

/** What went wrong, and what to do about it. */
export function wordsOf(texts: ProblemTexts, error: Error): string {
  if (error instanceof UnreachableError) return texts.unreachable;
  if (!(error instanceof ApiError)) return texts.broken;
  const { type, status, params = {} } = error.problem;
  if (status === 401) return texts.kinds["not-signed-in"]({});
  const kind = problemKindOf(type);
  return kind ? texts.kinds[kind](params) : texts.unknown(status);
}

/** Every invalid part that the server named. */
export function faultsOf(texts: ProblemTexts, error: Error | null | undefined): Explained[] {
  if (!(error instanceof ApiError)) return [];
  return (error.problem.errors ?? []).map((it) => ({
    pointer: it.pointer,
    place: placeOf(texts, it.pointer),
    words: texts.faults[it.code ?? "invalid"]?.(it.params ?? {}) ?? texts.faults.invalid({}),
  }));
}

/** @returns one paragraph about what went wrong, including the invalid parts */
export function useWords(): (error: Error) => string {
  const texts = useProblemTexts();
  return (error) => {
    const faults = faultsOf(texts, error).map(({ place, words }) => `${place}: ${words}`);
    return faults.length > 0 ? `${faults.join(". ")}.` : wordsOf(texts, error);
  };
}

function placeOf(texts: ProblemTexts, pointer: ProblemError["pointer"]): string {
  const parts = pointer.split("/").slice(1).map(unescaped);
  if (parts[0] === "body" && parts.length > 1) return parts.slice(1).join(".");
  const last = parts.findLast((part) => !/^\d+$/.test(part)) ?? "";
  return texts.fields[last] ?? last;
}

/** RFC 6901. */
function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
