import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Change","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/Change.md","filePath":"reference/shares/interfaces/Change.md"}');
const _sfc_main = { name: "reference/shares/interfaces/Change.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-change" tabindex="-1">Interface: Change <a class="header-anchor" href="#interface-change" aria-label="Permalink to &quot;Interface: Change&quot;">​</a></h1><p>FILE_NOTIFY_INFORMATION ([MS-FSCC] 2.7.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-action"></a> <code>action</code></td><td><code>readonly</code></td><td>| <code>&quot;added&quot;</code> | <code>&quot;removed&quot;</code> | <code>&quot;modified&quot;</code> | <code>&quot;renamed-old-name&quot;</code> | <code>&quot;renamed-new-name&quot;</code></td><td>A file that is renamed makes two changes: <code>renamed-old-name</code>, then <code>renamed-new-name</code>.</td></tr><tr><td><a id="property-path"></a> <code>path</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Path relative to the watched directory, with backslashes.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/Change.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Change = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Change as default
};
