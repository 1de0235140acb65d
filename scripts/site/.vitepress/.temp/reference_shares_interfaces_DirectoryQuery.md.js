import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DirectoryQuery","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/DirectoryQuery.md","filePath":"reference/shares/interfaces/DirectoryQuery.md"}');
const _sfc_main = { name: "reference/shares/interfaces/DirectoryQuery.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-directoryquery" tabindex="-1">Interface: DirectoryQuery <a class="header-anchor" href="#interface-directoryquery" aria-label="Permalink to &quot;Interface: DirectoryQuery&quot;">​</a></h1><p>The entries that one QUERY_DIRECTORY asks for ([MS-SMB2] 2.2.33).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-pattern"></a> <code>pattern</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Wildcards as in [MS-FSA] 2.1.4.4; empty means <code>*</code>.</td></tr><tr><td><a id="property-restart"></a> <code>restart</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Begin anew, with this pattern.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/DirectoryQuery.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DirectoryQuery = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DirectoryQuery as default
};
