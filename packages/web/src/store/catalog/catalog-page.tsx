import { useMessages } from "../../i18n/messages.ts";

export function CatalogPage() {
  return <h1 className="font-display text-4xl font-bold">{useMessages().brand}</h1>;
}
