import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AttemptFilter","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/AttemptFilter.md","filePath":"reference/index/interfaces/AttemptFilter.md"}');
const _sfc_main = { name: "reference/index/interfaces/AttemptFilter.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-attemptfilter" tabindex="-1">Interface: AttemptFilter <a class="header-anchor" href="#interface-attemptfilter" aria-label="Permalink to &quot;Interface: AttemptFilter&quot;">​</a></h1><p>The attempt that is meant. Each key that is given must match; with none, every attempt does.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./AttemptQuery.html"><code>AttemptQuery</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-reason"></a> <code>reason?</code></td><td><code>readonly</code></td><td>| <a href="./../type-aliases/AttemptReason.html"><code>AttemptReason</code></a> | <a href="./../type-aliases/MechanismReason.html"><code>MechanismReason</code></a></td><td>The reason, as in <code>REASONS.md</code>.</td></tr><tr><td><a id="property-user"></a> <code>user?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The account, without case: the one that was logged in, or else the one that the client named, with or without a domain.</td></tr><tr><td><a id="property-verdict"></a> <code>verdict?</code></td><td><code>readonly</code></td><td><code>&quot;accepted&quot;</code> | <code>&quot;refused&quot;</code> | <code>&quot;unfinished&quot;</code></td><td>The verdict.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/AttemptFilter.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AttemptFilter = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AttemptFilter as default
};
