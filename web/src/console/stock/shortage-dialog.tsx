import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useLanguage } from "../../i18n/language.ts";
import { stockQuery } from "../api/queries.ts";
import { closeShortage } from "../api/records.ts";
import type { StockItem } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { ReasonDialog } from "../shared/reason-dialog.tsx";

interface Props {
  item: StockItem;
  shortageId: string;
  onClose(): void;
}

/** Closes a shortage by hand, with a reason. */
export function ShortageDialog({ item, shortageId, onClose }: Props) {
  const { closing: texts } = useConsoleMessages();
  const language = useLanguage();
  const client = useQueryClient();
  // The shortage that was viewed, whichever is open by now.
  const [id] = useState(shortageId);
  const name = item.name[language];
  return (
    <ReasonDialog
      title={texts.title(name)}
      explained={texts.explained}
      hint={texts.reasonHint}
      action={texts.action}
      confirm={(reason) => closeShortage(item.productId, id, reason)}
      onDone={({ askedAnew }) => {
        toast(askedAnew ? texts.askedAnew(name) : texts.done(name));
        return client.invalidateQueries({ queryKey: stockQuery.queryKey });
      }}
      onClose={onClose}
    />
  );
}
