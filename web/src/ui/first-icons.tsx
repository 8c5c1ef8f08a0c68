import { icon } from "./icon.tsx";

// The first page's icons; the others are loaded with the pages that use them.

export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const BoxIcon = icon(
  <>
    <path d="M4 9.5h16l-1.2 9a2 2 0 0 1-2 1.5H7.2a2 2 0 0 1-2-1.5z" />
    <path d="M4 9.5L7 4h10l3 5.5" />
    <circle cx="12" cy="14.7" r="2.3" />
  </>,
);
export const StampIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <circle cx="12" cy="12" r="5" strokeDasharray="2 2.2" />
    <path d="M4.5 16h15" />
  </>,
);
