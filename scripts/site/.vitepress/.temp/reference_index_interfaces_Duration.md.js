import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Duration","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Duration.md","filePath":"reference/index/interfaces/Duration.md"}');
const _sfc_main = { name: "reference/index/interfaces/Duration.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-duration" tabindex="-1">Interface: Duration <a class="header-anchor" href="#interface-duration" aria-label="Permalink to &quot;Interface: Duration&quot;">​</a></h1><p>A span of time; its parts are added up. At least one is given, and none is negative.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-days"></a> <code>days?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Days of 24 hours; default: none.</td></tr><tr><td><a id="property-hours"></a> <code>hours?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Default: none.</td></tr><tr><td><a id="property-milliseconds"></a> <code>milliseconds?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Default: none.</td></tr><tr><td><a id="property-minutes"></a> <code>minutes?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Default: none.</td></tr><tr><td><a id="property-seconds"></a> <code>seconds?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Default: none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Duration.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Duration = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Duration as default
};
