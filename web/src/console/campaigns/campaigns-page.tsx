import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "../../ui/skeleton.tsx";
import { campaignsQuery } from "../api/campaigns.ts";
import { stockQuery } from "../api/queries.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { CampaignCard } from "./campaign-card.tsx";

const NAMES_STAY_MS = 60_000;

/** The campaigns, whether their ads run, and why not. */
export function CampaignsPage() {
  const { campaigns: texts } = useConsoleMessages();
  const { data, error } = useLive(campaignsQuery);
  const products = useQuery({ ...stockQuery, staleTime: NAMES_STAY_MS, retry: false }).data?.stock ?? [];
  return (
    <Page title={texts.title} lead={texts.lead}>
      {!data && !error && <Skeleton className="h-96" />}
      {data && data.campaigns.length === 0 && <Empty title={texts.empty}>{texts.emptyHelp}</Empty>}
      {data && data.campaigns.length > 0 && (
        <ul className="grid items-start gap-4 xl:grid-cols-2" aria-label={texts.title}>
          {data.campaigns.map((campaign) => (
            <CampaignCard key={campaign.id} campaign={campaign} products={products} />
          ))}
        </ul>
      )}
    </Page>
  );
}
