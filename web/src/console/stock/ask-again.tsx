import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useLanguage } from "../../i18n/language.ts";
import { stockQuery } from "../api/queries.ts";
import { askFactoryAgain } from "../api/records.ts";
import type { StockItem } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { sayFailed } from "../shared/say.tsx";

/** Asks the factory once more for an open shortage. Needs no confirmation: the factory makes nothing twice. */
export function AskAgain({ item, shortageId }: { item: StockItem; shortageId: string }) {
  const { stock } = useConsoleMessages();
  const language = useLanguage();
  const denied = useDenied();
  const client = useQueryClient();
  const name = item.name[language];
  const ask = useMutation({
    mutationFn: () => askFactoryAgain(item.productId, shortageId),
    onSuccess: ({ asked }) => toast(asked ? stock.asking(name) : stock.askedJustNow(name)),
    onSettled: () => client.invalidateQueries({ queryKey: stockQuery.queryKey }),
    onError: sayFailed,
  });
  return (
    <ActionButton denied={denied} busy={ask.isPending} aria-label={stock.askAgainOf(name)} onClick={() => ask.mutate()}>
      {stock.askAgain}
    </ActionButton>
  );
}
