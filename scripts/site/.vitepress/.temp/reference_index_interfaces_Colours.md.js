import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Colours","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Colours.md","filePath":"reference/index/interfaces/Colours.md"}');
const _sfc_main = { name: "reference/index/interfaces/Colours.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-colours" tabindex="-1">Interface: Colours <a class="header-anchor" href="#interface-colours" aria-label="Permalink to &quot;Interface: Colours&quot;">​</a></h1><p>The colours of a paragraph; for plain text each function returns its argument.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-bad"></a> <code>bad</code></td><td><code>readonly</code></td><td>(<code>text</code>) =&gt; <code>string</code></td><td>A refusal.</td></tr><tr><td><a id="property-dim"></a> <code>dim</code></td><td><code>readonly</code></td><td>(<code>text</code>) =&gt; <code>string</code></td><td>Details.</td></tr><tr><td><a id="property-doubtful"></a> <code>doubtful</code></td><td><code>readonly</code></td><td>(<code>text</code>) =&gt; <code>string</code></td><td>A success that deserves a look, and advice.</td></tr><tr><td><a id="property-good"></a> <code>good</code></td><td><code>readonly</code></td><td>(<code>text</code>) =&gt; <code>string</code></td><td>An accepted login as it should be.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Colours.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Colours = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Colours as default
};
