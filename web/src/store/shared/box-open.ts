import { createValue } from "../../ui/value.ts";

export const boxOpen = createValue(false);
