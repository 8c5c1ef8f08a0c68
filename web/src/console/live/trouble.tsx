import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../api/explain.ts";
import { ApiError } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import { useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { duration } from "../text/duration.ts";
import { useLiveStatus } from "./use-live-status.ts";

/** What is younger than this, in milliseconds, is not stale: something else could not be fetched. */
const STALE = 2000;

/** Why live data is missing, what is still shown, and what to do. */
export function Trouble() {
  const { updatedAt, error } = useLiveStatus();
  return <div role="status">{error && <Banner error={error} updatedAt={updatedAt} />}</div>;
}

function Banner({ error, updatedAt }: { error: Error; updatedAt: number | undefined }) {
  const { trouble } = useConsoleMessages();
  const language = useLanguage();
  const client = useQueryClient();
  const wordsOf = useWords();
  const now = useNow();
  const refused = error instanceof ApiError ? error : undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-signal bg-signal-wash px-4 py-2 text-sm text-ink sm:px-6">
      <p className="min-w-0 flex-1 basis-80">
        <strong className="font-semibold text-signal-ink">
          {refused ? wordsOf(refused) : trouble.unreachable(adminUrl)}
        </strong>{" "}
        {updatedAt !== undefined && now - updatedAt >= STALE && (
          <span>{trouble.kept(duration((now - updatedAt) / 1000, language))} </span>
        )}
        {refused ? trouble.refusedHelp : trouble.unreachableHelp}
      </p>
      {refused?.requestId && (
        <span className="text-xs">
          {trouble.requestId} <Copyable value={refused.requestId} />
        </span>
      )}
      <button
        type="button"
        className="min-h-9 rounded-small px-1 font-semibold underline underline-offset-2"
        onClick={() => client.refetchQueries({ predicate: (query) => query.meta?.live === true, type: "active" })}
      >
        {trouble.retry}
      </button>
    </div>
  );
}
