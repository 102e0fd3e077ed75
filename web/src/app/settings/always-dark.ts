/** Makes the page dark whatever the system says, for screens that judge a picture; the answer gives the theme back. */
export function alwaysDark(): () => void {
  const { dataset } = document.documentElement;
  const before = dataset['theme'];
  dataset['theme'] = 'dark';
  return () => {
    if (before === undefined) delete dataset['theme'];
    else dataset['theme'] = before;
  };
}
