// What axe-core, which is loaded, finds by rules of these kinds, as a list of sentences.
const [kinds, done] = arguments;
axe.run({ runOnly: { type: 'tag', values: kinds }, resultTypes: ['violations'], preload: false }).then(
  (results) => done(results.violations.map((rule) => `${rule.id}: ${rule.help} `
    + rule.nodes.slice(0, 5).map((node) => `${node.target.join(' ')}: ${node.failureSummary}`).join('; '))),
  (error) => done([`axe-core failed: ${error}`]));
