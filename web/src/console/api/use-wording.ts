import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { campaignsQuery } from "./campaigns.ts";
import { useProductName } from "./product-names.ts";

/** How ids and times are written, in the reader's language. */
export interface Wording {
  product(id: string): string;
  campaign(id: string): string;
  /** The time of day of an ISO time. */
  time(iso: string): string;
}

const NAMES_STAY_MS = 60_000;

/** Names of products and campaigns, and times, in the reader's language. What has no name is called by its id. */
export function useWording(): Wording {
  const language = useLanguage();
  const { time } = useFormat();
  const product = useProductName();
  const { data } = useQuery({ ...campaignsQuery, staleTime: NAMES_STAY_MS, retry: false, networkMode: "always" });
  return { product, time, campaign: (id) => data?.campaigns.find((it) => it.id === id)?.name[language] ?? id };
}
