import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SignatureMaterial","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/SignatureMaterial.md","filePath":"reference/auth/interfaces/SignatureMaterial.md"}');
const _sfc_main = { name: "reference/auth/interfaces/SignatureMaterial.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-signaturematerial" tabindex="-1">Interface: SignatureMaterial <a class="header-anchor" href="#interface-signaturematerial" aria-label="Permalink to &quot;Interface: SignatureMaterial&quot;">​</a></h1><p>The input of a signature, on which known mistakes are tried. Secret: never print it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-dialect"></a> <code>dialect</code></td><td><code>readonly</code></td><td><code>number</code></td><td>DialectRevision.</td></tr><tr><td><a id="property-message"></a> <code>message</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The message as it arrived, from its header to its end, signature in place.</td></tr><tr><td><a id="property-preauthhashes"></a> <code>preauthHashes</code></td><td><code>readonly</code></td><td>readonly <code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;[]</td><td>3.1.1: the pre-auth integrity hash after each message of the login, oldest first, from the 64 zero bytes to the value that the keys were derived from. Empty otherwise.</td></tr><tr><td><a id="property-preauthhashescarriedon"></a> <code>preauthHashesCarriedOn?</code></td><td><code>readonly</code></td><td>readonly <code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;[]</td><td>3.1.1: the hashes of a client that continued from an earlier login on the connection, which is a mistake.</td></tr><tr><td><a id="property-preauthhashwithresponse"></a> <code>preauthHashWithResponse?</code></td><td><code>readonly</code></td><td><code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>3.1.1: the hash with the final response added, which no key is derived from.</td></tr><tr><td><a id="property-sessionkey"></a> <code>sessionKey</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>Session.SessionKey: 16 bytes.</td></tr><tr><td><a id="property-signingalgorithm"></a> <code>signingAlgorithm</code></td><td><code>readonly</code></td><td><code>number</code></td><td>SigningAlgorithmId ([MS-SMB2] 2.2.3.1.7): 0 HMAC-SHA256, 1 AES-CMAC, 2 AES-GMAC.</td></tr><tr><td><a id="property-signingkey"></a> <code>signingKey</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The key we verified with.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/SignatureMaterial.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SignatureMaterial = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SignatureMaterial as default
};
