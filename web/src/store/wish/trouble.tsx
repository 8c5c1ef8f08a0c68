import { useWords } from "../../api/explain.ts";

/** Why a request could not be noted or taken back. */
export function Trouble({ error }: { error: Error }) {
  return useWords()(error);
}
