import { ApiError } from "../../api/http.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { wordsOf } from "../shell/say.ts";

/** Why the server did not do it; place by place where it says so. */
export function ProblemNote({ error }: { error: Error | null }) {
  const { dialog } = useConsoleMessages();
  if (!error) return null;
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return (
    <div role="alert" className="grid gap-1 rounded-small border border-signal bg-signal-wash p-3 text-sm">
      <p className="font-semibold text-signal-ink">
        {errors.length > 0 && error instanceof ApiError ? error.problem.title : wordsOf(error)}
      </p>
      {errors.length > 0 && (
        <ul className="grid gap-1">
          {errors.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              <code className="font-mono text-xs">{pointer || "/"}</code> {detail}
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
