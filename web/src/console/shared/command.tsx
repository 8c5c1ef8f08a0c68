import { useConsoleMessages } from "../messages/index.ts";
import { CopyButton } from "./copy-button.tsx";

/** A terminal command, copied with one press. */
export function Command({ text }: { text: string }) {
  const { peek } = useConsoleMessages();
  return (
    <div className="flex items-start rounded-small bg-sunken">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also with the keyboard */}
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto p-3 font-mono text-xs leading-5">
        {text}
      </pre>
      <CopyButton text={text} label={peek.copyCommand} className="size-11" />
    </div>
  );
}
