/**
 * Stands in for the package `react-style-singleton` (see vite.config.mts), by which GraphiQL's dialogs write a style
 * element that stops the page behind them from scrolling. The page's policy refuses such elements, and this page is as
 * high as the window: nothing behind a dialog scrolls.
 */
export const styleSingleton = () => () => null;
