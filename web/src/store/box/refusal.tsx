import { useWords } from "../../api/explain.ts";
import { ApiError } from "../../api/http.ts";
import type { Problem } from "../../api/types.ts";

/** What the server says is wrong with an order. */
export function Refusal({ problem }: { problem: Problem }) {
  const wordsOf = useWords();
  return <span className="text-ink-soft">{wordsOf(new ApiError(problem))}</span>;
}
