import { useQuery } from "@tanstack/react-query";
import { productsQuery } from "../../api/products.ts";
import type { Product } from "../../api/types.ts";
import { useLanguage } from "../../i18n/language.ts";

const NAMES_STAY_MS = 60_000;
const none: Product[] = [];

/** The shop's products. Fetched once: only names are needed here. */
export function useCatalog(): Product[] {
  return (
    useQuery({
      ...productsQuery,
      refetchInterval: false,
      staleTime: NAMES_STAY_MS,
      retry: false,
      networkMode: "always",
    }).data ?? none
  );
}

/** @returns a product's name by its id; the id itself if it is not known */
export function useProductName(): (id: string) => string {
  const language = useLanguage();
  const catalog = useCatalog();
  return (id) => catalog.find((product) => product.id === id)?.name[language] ?? id;
}
