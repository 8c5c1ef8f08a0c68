import { toast } from "sonner";
import { useWords } from "../../api/explain.ts";

export function sayFailed(error: Error): void {
  toast.error(<Words error={error} />);
}

function Words({ error }: { error: Error }) {
  return useWords()(error);
}
