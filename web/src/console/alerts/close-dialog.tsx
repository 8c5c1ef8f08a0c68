import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { closeAlert } from "../api/records.ts";
import type { Alert } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { ReasonDialog } from "../shared/reason-dialog.tsx";

/** Closes an alert by hand, with a reason. */
export function CloseDialog({ alert, onClose }: { alert: Alert; onClose(): void }) {
  const { alerts: texts } = useConsoleMessages();
  const client = useQueryClient();
  return (
    <ReasonDialog
      title={texts.closing(alert.queue)}
      explained={texts.closingWhy}
      hint={texts.closingHint}
      action={texts.closeAction}
      confirm={(reason) => closeAlert(alert.id, reason)}
      onDone={() => {
        toast(texts.closeDone(alert.queue));
        return client.invalidateQueries({ queryKey: ["admin", "alerts"] });
      }}
      onClose={onClose}
    />
  );
}
