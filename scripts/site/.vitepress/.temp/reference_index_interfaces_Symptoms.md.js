import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Symptoms","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Symptoms.md","filePath":"reference/index/interfaces/Symptoms.md"}');
const _sfc_main = { name: "reference/index/interfaces/Symptoms.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-symptoms" tabindex="-1">Interface: Symptoms <a class="header-anchor" href="#interface-symptoms" aria-label="Permalink to &quot;Interface: Symptoms&quot;">​</a></h1><p>The errors among the messages of clients, as data: the index of errors in the documentation is made of them.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-linux"></a> <code>linux?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td><code>errno</code> of a mount, positive, such as 13.</td></tr><tr><td><a id="property-macos"></a> <code>macos?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Texts of the Finder.</td></tr><tr><td><a id="property-status"></a> <code>status?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of NTSTATUS codes, such as <code>STATUS_LOGON_FAILURE</code>.</td></tr><tr><td><a id="property-windows"></a> <code>windows?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Numbers of Windows errors, such as 1326; an HRESULT counts as the error in it.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Symptoms.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Symptoms = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Symptoms as default
};
