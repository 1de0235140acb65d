import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Opened","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/Opened.md","filePath":"reference/shares/interfaces/Opened.md"}');
const _sfc_main = { name: "reference/shares/interfaces/Opened.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-opened" tabindex="-1">Interface: Opened <a class="header-anchor" href="#interface-opened" aria-label="Permalink to &quot;Interface: Opened&quot;">​</a></h1><p>A CREATE that succeeded.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-action"></a> <code>action</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/OpenAction.html"><code>OpenAction</code></a></td><td>The action that was taken.</td></tr><tr><td><a id="property-file"></a> <code>file</code></td><td><code>readonly</code></td><td><a href="./OpenFile.html"><code>OpenFile</code></a></td><td>The open.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/Opened.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Opened = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Opened as default
};
