// Every address that this page leads to or has loaded.
return [
  ...[...document.links].map((link) => link.href),
  ...[...document.images].map((image) => image.currentSrc),
  ...performance.getEntriesByType('resource').map((resource) => resource.name),
].filter((address) => !address.startsWith('data:'));
