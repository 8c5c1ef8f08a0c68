import { useWords } from "../../api/explain.ts";
import { ApiError } from "../../api/http.ts";
import type { Problem } from "../../api/types.ts";

/** The server's reasons for refusing an order. */
export function Refusal({ problem }: { problem: Problem }) {
  const wordsOf = useWords();
  return <span className="text-ink-soft">{wordsOf(new ApiError(problem))}</span>;
}
