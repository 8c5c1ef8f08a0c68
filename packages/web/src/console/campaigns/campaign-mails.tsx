import { useFormat } from "../../i18n/format.ts";
import type { StopMail } from "../api/campaigns.ts";
import { useConsoleMessages } from "../messages/index.ts";

const SHOWN = 3;

interface Props {
  mails: StopMail[];
  nameOf(productId: string): string;
}

/** The latest mails to the ad manager about this campaign. */
export function CampaignMails({ mails, nameOf }: Props) {
  const { campaigns: texts } = useConsoleMessages();
  const format = useFormat();
  return (
    <div>
      <h3 className="text-xs text-ink-soft">{texts.mails}</h3>
      {mails.length === 0 && <p className="text-ink-soft">{texts.noMails}</p>}
      <ul className="grid gap-1">
        {mails.slice(0, SHOWN).map(({ shortageId, productId, sentAt, tries, lastError }) => (
          <li key={shortageId} className="tabular-nums">
            {sentAt
              ? texts.mailSent(nameOf(productId), format.dateTime(sentAt))
              : texts.mailTrying(nameOf(productId), tries)}
            {lastError && <span className="block text-xs wrap-anywhere text-signal-ink">{lastError}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
