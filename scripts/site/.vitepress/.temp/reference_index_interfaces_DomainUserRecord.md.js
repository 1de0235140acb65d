import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DomainUserRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/DomainUserRecord.md","filePath":"reference/index/interfaces/DomainUserRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/DomainUserRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-domainuserrecord" tabindex="-1">Interface: DomainUserRecord <a class="header-anchor" href="#interface-domainuserrecord" aria-label="Permalink to &quot;Interface: DomainUserRecord&quot;">​</a></h1><p>The words of a domain controller about its user.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-accountcontrol"></a> <code>accountControl?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>UserAccountControl ([MS-SAMR] 2.2.1.12), 32 bits; absent: not known.</td></tr><tr><td><a id="property-logonserver"></a> <code>logonServer?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>NetBIOS name of the controller that proved the user; absent: it gave none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/DomainUserRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DomainUserRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DomainUserRecord as default
};
