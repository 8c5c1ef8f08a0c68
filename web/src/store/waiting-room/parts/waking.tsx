import { Skeleton } from "../../../ui/skeleton.tsx";
import { CutOffNote } from "./notice.tsx";
import { Shell } from "./shell.tsx";

/** Shown while the place is known, but not its current position. */
export function Waking() {
  return (
    <Shell
      title={<Skeleton className="h-24 w-72 max-w-full" />}
      scene={
        <div className="grid gap-4">
          <CutOffNote />
          <Skeleton className="h-96 w-full" />
        </div>
      }
    />
  );
}
