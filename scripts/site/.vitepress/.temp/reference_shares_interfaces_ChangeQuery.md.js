import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ChangeQuery","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/ChangeQuery.md","filePath":"reference/shares/interfaces/ChangeQuery.md"}');
const _sfc_main = { name: "reference/shares/interfaces/ChangeQuery.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-changequery" tabindex="-1">Interface: ChangeQuery <a class="header-anchor" href="#interface-changequery" aria-label="Permalink to &quot;Interface: ChangeQuery&quot;">​</a></h1><p>The changes that one CHANGE_NOTIFY waits for ([MS-SMB2] 2.2.35).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-filter"></a> <code>filter</code></td><td><code>readonly</code></td><td><code>number</code></td><td>A mask of <code>CompletionFilter</code>.</td></tr><tr><td><a id="property-recursive"></a> <code>recursive</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Changes in all directories below as well (SMB2_WATCH_TREE).</td></tr><tr><td><a id="property-signal"></a> <code>signal?</code></td><td><code>readonly</code></td><td><code>AbortSignal</code></td><td>Ends the wait with STATUS_CANCELLED.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/ChangeQuery.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ChangeQuery = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ChangeQuery as default
};
