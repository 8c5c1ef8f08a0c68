import { faultOf } from "@donut/contracts/faults";
import { useProblemTexts } from "../../i18n/problems/index.ts";

/** @returns the words for a fault's English text, in the reader's language; undefined if it is none of our faults */
export function useFaultWords(): (text: string) => string | undefined {
  const { faults } = useProblemTexts();
  return (text) => {
    const fault = faultOf(text);
    return fault && faults[fault.code](fault.params ?? {});
  };
}
