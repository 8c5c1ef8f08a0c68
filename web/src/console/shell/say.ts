import { toast } from "sonner";
import { ApiError } from "../../api/http.ts";

/** What went wrong, in words: the server's own where it gave some. */
export function wordsOf(error: Error): string {
  if (!(error instanceof ApiError)) return error.message;
  const { title, detail } = error.problem;
  return detail ? `${title}. ${detail}` : title;
}

export function sayFailed(error: Error): void {
  toast.error(wordsOf(error));
}
