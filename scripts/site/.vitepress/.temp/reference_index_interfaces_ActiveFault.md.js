import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ActiveFault","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ActiveFault.md","filePath":"reference/index/interfaces/ActiveFault.md"}');
const _sfc_main = { name: "reference/index/interfaces/ActiveFault.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-activefault" tabindex="-1">Interface: ActiveFault <a class="header-anchor" href="#interface-activefault" aria-label="Permalink to &quot;Interface: ActiveFault&quot;">​</a></h1><p>A fault and how often it happened.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-fault"></a> <code>fault</code></td><td><code>readonly</code></td><td><a href="./Fault.html"><code>Fault</code></a></td><td>A copy of the fault as it was given.</td></tr><tr><td><a id="property-happened"></a> <code>happened</code></td><td><code>readonly</code></td><td><code>number</code></td><td>How often it happened.</td></tr><tr><td><a id="property-matched"></a> <code>matched</code></td><td><code>readonly</code></td><td><code>number</code></td><td>How often its condition held, those times included at which <code>after</code>, <code>every</code> and <code>times</code> let it pass.</td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Unique among the faults of the server.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ActiveFault.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ActiveFault = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ActiveFault as default
};
