import { Button } from "../../ui/button.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { ActionButton } from "./action-button.tsx";

interface Props {
  /** The confirming button's label. */
  action: string;
  /** Why it cannot be confirmed yet. */
  denied?: string | undefined;
  busy: boolean;
  /** Whether Enter confirms immediately. */
  first?: boolean;
  onCancel(): void;
}

/** Cancel and confirm; the latter submits the form around it. */
export function DialogButtons({ action, denied, busy, first = false, onCancel }: Props) {
  const { dialog } = useConsoleMessages();
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button size="small" className="rounded-small!" onClick={onCancel}>
        {dialog.cancel}
      </Button>
      <ActionButton kind="primary" type="submit" denied={denied} busy={busy} data-first={first || undefined}>
        {busy ? dialog.busy : action}
      </ActionButton>
    </div>
  );
}
