import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: GroupDefinition","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/GroupDefinition.md","filePath":"reference/index/interfaces/GroupDefinition.md"}');
const _sfc_main = { name: "reference/index/interfaces/GroupDefinition.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-groupdefinition" tabindex="-1">Interface: GroupDefinition <a class="header-anchor" href="#interface-groupdefinition" aria-label="Permalink to &quot;Interface: GroupDefinition&quot;">​</a></h1><p>A configured group.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-members"></a> <code>members?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of accounts, groups as <code>@name</code>, and SIDs of users and groups; names ignore case. In a domain, its users are <code>ADLAB\\alice</code>, and names alone are those of the server&#39;s own accounts. Where Kerberos is offered, also principals such as <code>alice@EXAMPLE.COM</code>, which have case, and are members in logins by Kerberos alone. The accounts that name the group themselves are members beside these. Default: none.</td></tr><tr><td><a id="property-sid"></a> <code>sid?</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>S-1-5-…</code>; default: derived from the machine SID and the name.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/GroupDefinition.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GroupDefinition = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GroupDefinition as default
};
