import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Donut } from "../../donut/donut.tsx";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useNow } from "../../ui/use-now.ts";
import { type Campaign, campaignsQuery, setCampaignStatus } from "../api/campaigns.ts";
import type { StockItem } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { Hint } from "../shared/hint.tsx";
import { sayFailed } from "../shared/say.tsx";
import { duration } from "../text/duration.ts";
import { CampaignHistory } from "./campaign-history.tsx";
import { CampaignMails } from "./campaign-mails.tsx";
import { StatusSign } from "./status-sign.tsx";

interface Props {
  campaign: Campaign;
  products: StockItem[];
}

export function CampaignCard({ campaign, products }: Props) {
  const { campaigns: texts } = useConsoleMessages();
  const language = useLanguage();
  const format = useFormat();
  const now = useNow(1000);
  const age = (since: string) => duration((now - Date.parse(since)) / 1000, language);
  const nameOf = (id: string) => products.find(({ productId }) => productId === id)?.name[language] ?? id;
  const { id, name, channel, productIds, status, since, supply } = campaign;
  const short = productIds.flatMap((productId) => {
    const known = supply[productId];
    return known?.open ? [{ productId, ...known }] : [];
  });
  return (
    <li
      aria-labelledby={`campaign-${id}`}
      className="grid gap-4 rounded-small border border-hairline bg-surface p-4 text-sm"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 id={`campaign-${id}`} className="font-display text-lg font-bold">
            {name[language]}
          </h2>
          <p className="text-ink-soft">{channel}</p>
        </div>
        <Decision campaign={campaign} />
      </div>
      <p className="flex flex-wrap items-center gap-x-2" aria-live="polite">
        <StatusSign status={status} />
        <span className="font-semibold">{texts.statuses[status]}</span>
        <Hint text={format.dateTime(since)} className="text-ink-soft tabular-nums">
          {texts.since(age(since))}
        </Hint>
      </p>
      <ul className="flex flex-wrap gap-x-4 gap-y-2" aria-label={texts.products}>
        {productIds.map((productId) => (
          <li key={productId} className="inline-flex items-center gap-2">
            <Donut id={productId} size={24} />
            {nameOf(productId)}
          </li>
        ))}
      </ul>
      {short.map(({ productId, since: from, expectedAt }) => (
        <p key={productId} className="rounded-small bg-ads-wash px-3 py-2 text-ads-ink tabular-nums">
          {texts.short(nameOf(productId), age(from))}
          {" · "}
          {expectedAt ? texts.expected(format.time(expectedAt)) : texts.notExpected}
        </p>
      ))}
      <CampaignMails mails={campaign.mails} nameOf={nameOf} />
      <CampaignHistory history={campaign.history} nameOf={nameOf} />
    </li>
  );
}

/** The campaign's actions available to an operator now. */
function Decision({ campaign: { id, name, status } }: { campaign: Campaign }) {
  const { campaigns: texts } = useConsoleMessages();
  const language = useLanguage();
  const denied = useDenied();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (wanted: "stopped" | "running") => setCampaignStatus(id, wanted),
    onSuccess: (_, wanted) => toast((wanted === "stopped" ? texts.stopped : texts.resumed)(name[language])),
    onError: sayFailed,
    onSettled: () => client.invalidateQueries({ queryKey: campaignsQuery.queryKey }),
  });
  if (status === "stop_requested")
    return (
      <ActionButton
        tip={texts.stopHelp}
        denied={denied}
        busy={decide.isPending}
        onClick={() => decide.mutate("stopped")}
      >
        {texts.stop}
      </ActionButton>
    );
  if (status === "may_resume")
    return (
      <ActionButton denied={denied} busy={decide.isPending} onClick={() => decide.mutate("running")}>
        {texts.resume}
      </ActionButton>
    );
  return null;
}
