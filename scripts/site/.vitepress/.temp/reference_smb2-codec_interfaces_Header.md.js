import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Header","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/Header.md","filePath":"reference/smb2-codec/interfaces/Header.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/Header.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-header" tabindex="-1">Interface: Header <a class="header-anchor" href="#interface-header" aria-label="Permalink to &quot;Interface: Header&quot;">​</a></h1><p>The SMB2 header in both of its forms ([MS-SMB2] 2.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-asyncid"></a> <code>asyncId</code></td><td><code>readonly</code></td><td><code>bigint</code> | <code>undefined</code></td><td>Present exactly in the ASYNC form; that form has no TreeId.</td></tr><tr><td><a id="property-command"></a> <code>command</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/Command.html">Command</a>, or a code this version does not know.</td></tr><tr><td><a id="property-creditcharge"></a> <code>creditCharge</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-credits"></a> <code>credits</code></td><td><code>readonly</code></td><td><code>number</code></td><td>CreditRequest in a request, CreditResponse in a response.</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/HeaderFlags.html">HeaderFlags</a>.</td></tr><tr><td><a id="property-messageid"></a> <code>messageId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr><tr><td><a id="property-nextcommand"></a> <code>nextCommand</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes from this header to the next one of a compound; 0 in the last.</td></tr><tr><td><a id="property-reserved"></a> <code>reserved</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The 32 bits before TreeId: clients put 0 or a process id there, and Windows servers send it back. 0 in the ASYNC form.</td></tr><tr><td><a id="property-sessionid"></a> <code>sessionId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>NTSTATUS of a response; in a request of 3.x see <a href="./../functions/channelSequence.html">channelSequence</a>.</td></tr><tr><td><a id="property-treeid"></a> <code>treeId</code></td><td><code>readonly</code></td><td><code>number</code></td><td>0 in the ASYNC form.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/Header.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Header = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Header as default
};
