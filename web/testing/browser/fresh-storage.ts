// Files that run one after the other share a browser context: none begins with what another left behind.
localStorage.clear();
sessionStorage.clear();
