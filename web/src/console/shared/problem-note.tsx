import { type Explained, faultsOf, wordsOf } from "../../api/explain.ts";
import { ApiError } from "../../api/http.ts";
import { useProblemTexts } from "../../i18n/problems/index.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { useConsoleMessages } from "../messages/index.ts";

interface Props {
  error: Error | null;
  /** Pointers of the fields that show their own errors. */
  beside?: readonly string[];
}

/** Why the server refused, field by field if it says so. */
export function ProblemNote({ error, beside = [] }: Props) {
  const { dialog } = useConsoleMessages();
  const texts = useProblemTexts();
  if (!error) return null;
  const faults = faultsOf(texts, error).filter((fault) => !beside.some((pointer) => isAt(fault, pointer)));
  return (
    <div role="alert" className="grid gap-1 rounded-small border border-signal bg-signal-wash p-3 text-sm">
      <p className="font-semibold text-signal-ink">{wordsOf(texts, error)}</p>
      {faults.length > 0 && (
        <ul className="grid gap-1">
          {faults.map(({ pointer, place, words }) => (
            <li key={`${pointer} ${words}`}>
              <strong className="font-semibold">{place}</strong>: {words}
            </li>
          ))}
        </ul>
      )}
      {error instanceof ApiError && error.requestId && (
        <p className="text-xs text-ink-soft">
          {dialog.request} <Copyable value={error.requestId} />
        </p>
      )}
    </div>
  );
}

/** @returns the server's error for the field at a pointer, to show beside it; undefined if there is none */
export function useFault(error: Error | null | undefined, pointer: string): string | undefined {
  return useFaults(error)(pointer);
}

/** @returns the same for any field of a form */
export function useFaults(error: Error | null | undefined): (pointer: string) => string | undefined {
  const all = faultsOf(useProblemTexts(), error);
  return (pointer) => {
    const faults = all.filter((fault) => isAt(fault, pointer));
    if (faults.length === 0) return undefined;
    return faults.map(({ pointer: at, place, words }) => (at === pointer ? words : `${place}: ${words}`)).join(". ");
  };
}

function isAt(fault: Explained, pointer: string): boolean {
  return fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`);
}
