import { Link } from "@tanstack/react-router";
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
  return (
    <div>
      <h3 className="text-xs text-ink-soft">{texts.mails}</h3>
      {mails.length === 0 && <p className="text-ink-soft">{texts.noMails}</p>}
      <ul className="grid gap-1">
        {mails.slice(0, SHOWN).map((mail) => (
          <Mail key={mail.shortageId} mail={mail} product={nameOf(mail.productId)} />
        ))}
      </ul>
    </div>
  );
}

function Mail({ mail, product }: { mail: StopMail; product: string }) {
  const { campaigns: texts } = useConsoleMessages();
  const { lastError, givenUpBy, correlationId } = mail;
  return (
    <li className="tabular-nums">
      <Fate mail={mail} product={product} />
      {lastError && <span className="block text-xs wrap-anywhere text-signal-ink">{lastError}</span>}
      {givenUpBy && (
        <span className="block text-xs">
          {texts.mailHelp}{" "}
          <Link
            to="/console/journeys/$correlationId"
            params={{ correlationId }}
            className="inline-block min-h-6 leading-6 underline decoration-border underline-offset-3 hover:decoration-ink"
          >
            {texts.mailJourney}
          </Link>
        </span>
      )}
    </li>
  );
}

/** The outcome of a mail. */
function Fate({ mail: { state, sentAt, tries, bounces, givenUpBy }, product }: { mail: StopMail; product: string }) {
  const { campaigns: texts } = useConsoleMessages();
  const format = useFormat();
  if (givenUpBy) return texts.mailGivenUp(product);
  if (state === "bounced") return texts.mailBounced(product, bounces);
  return sentAt ? texts.mailSent(product, format.dateTime(sentAt)) : texts.mailTrying(product, tries);
}
