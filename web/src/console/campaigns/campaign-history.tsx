import { useFormat } from "../../i18n/format.ts";
import type { HistoryEntry } from "../api/campaigns.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { StatusSign } from "./status-sign.tsx";

interface Props {
  history: HistoryEntry[];
  nameOf(productId: string): string;
}

/** Every status of the campaign, since when, and who set it. */
export function CampaignHistory({ history, nameOf }: Props) {
  const { campaigns: texts } = useConsoleMessages();
  const format = useFormat();
  return (
    <div>
      <h3 className="text-xs text-ink-soft">{texts.history}</h3>
      {history.length === 0 && <p className="text-ink-soft">{texts.noHistory}</p>}
      <ol className="grid max-h-48 gap-1 overflow-y-auto" tabIndex={history.length > 8 ? 0 : undefined}>
        {history.map(({ at, status, by, actor = "", productId }) => (
          <li key={`${at} ${status}`} className="flex flex-wrap items-center gap-x-2">
            <time dateTime={at} className="text-xs text-ink-soft tabular-nums">
              {format.dateTime(at)}
            </time>
            <StatusSign status={status} />
            <span>{texts.statuses[status]}</span>
            <span className="text-ink-soft">{texts.by[by](productId ? nameOf(productId) : "", actor)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
